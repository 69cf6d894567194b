import type { RegistryValue } from '../../simulator/exchange/index.ts';
import { impossible } from './adminSteps.ts';
import { plain, type StepReport } from './events.ts';
import type { StepFields } from './schema/index.ts';
import type { World } from './world.ts';

/** Somebody edits a value of the registry, or deletes it. */
export function editRegistryStep(world: World, { key, value, to }: StepFields<'editRegistry'>): StepReport {
  const { registry } = world.server;
  const data = registryValue(to);
  if (data !== null) {
    registry.set(key, value, data);
    return plain(`registry: ${key}\\${value} is ${dataText(data)} now.`);
  }
  const text = `registry: ${key}\\${value} is deleted`;
  return registry.delete(key, value) ? plain(`${text}.`) : impossible(text, 'there is no such value');
}

function registryValue(to: StepFields<'editRegistry'>['to']): RegistryValue | null {
  if (to === null) return null;
  if (typeof to === 'string') return { type: 'REG_SZ', data: to };
  if (typeof to === 'number') return { type: 'REG_DWORD', data: to };
  if (Array.isArray(to)) return { type: 'REG_MULTI_SZ', data: to };
  return { type: 'REG_BINARY', data: Uint8Array.from(Buffer.from(to.hex, 'hex')) };
}

function dataText({ type, data }: RegistryValue): string {
  const text = data instanceof Uint8Array ? Buffer.from(data).toString('hex') : JSON.stringify(data);
  return `${text} (${type})`;
}
