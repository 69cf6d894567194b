/** A processor as files and Node name it; `nodeArchitecture` is null where there is no Node. */
export interface Machine {
  readonly name: string;
  readonly nodeArchitecture: string | null;
}

const x86: Machine = { name: 'x86', nodeArchitecture: 'ia32' };
const x64: Machine = { name: 'x64', nodeArchitecture: 'x64' };
const arm: Machine = { name: 'ARM', nodeArchitecture: 'arm' };
const arm64: Machine = { name: 'ARM64', nodeArchitecture: 'arm64' };
const without = (name: string): Machine => ({ name, nodeArchitecture: null });

/** `e_machine` of ELF. Source: the System V ABI and its processor supplements. */
export const elfMachines: ReadonlyMap<number, Machine> = new Map([
  [2, without('SPARC')],
  [3, x86],
  [8, without('MIPS')],
  [20, without('PowerPC')],
  [21, { name: 'PowerPC 64', nodeArchitecture: 'ppc64' }],
  [22, { name: 'S/390', nodeArchitecture: 's390x' }],
  [40, arm],
  [50, without('Itanium')],
  [62, x64],
  [183, arm64],
  [243, { name: 'RISC-V', nodeArchitecture: 'riscv64' }],
  [258, { name: 'LoongArch', nodeArchitecture: 'loong64' }],
]);

/** `Machine` of the COFF header. Exchange was sold for x86, Alpha, MIPS and PowerPC. Source: Microsoft's PE format. */
export const peMachines: ReadonlyMap<number, Machine> = new Map([
  [0x014c, x86],
  [0x0162, without('MIPS')],
  [0x0166, without('MIPS')],
  [0x0168, without('MIPS')],
  [0x0184, without('Alpha')],
  [0x01c4, arm],
  [0x01f0, without('PowerPC')],
  [0x0200, without('Itanium')],
  [0x0284, without('Alpha 64')],
  [0x8664, x64],
  [0xaa64, arm64],
]);
