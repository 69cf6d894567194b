// Cheap API calls in process: a mix of small reads, a closed handle, a repeated open and close.
import { median, PRIV, prepare, seconds, server } from './world.mjs';

const CALLS = 400_000;
const ROUNDS = 5;

function rate(checkProjection) {
  const client = server(16, checkProjection).connect();
  const hbc = prepare(client);
  const buffer = new Uint8Array(16_384);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    client.HrBackupOpenFileW(hbc, PRIV, 65_536);
    client.HrBackupRead(hbc, buffer, 16_384);
    const time = seconds(() => {
      for (let i = 0; i < CALLS / 4; i++) {
        client.HrBackupRead(hbc, buffer, 16);
        client.HrBackupRead(hbc, buffer, 0);
        client.HrBackupTruncateLogs(hbc);
        client.HrBackupClose(0);
      }
    });
    client.HrBackupClose(hbc);
    rounds.push(CALLS / time);
  }
  return median(rounds);
}

export function calls() {
  const [off, on] = [rate(false), rate(true)];
  const text = (callsPerSecond) => `${(callsPerSecond / 1e6).toFixed(2)} million calls/s`;
  return [
    { name: 'cheap calls, projection check off', figure: text(off), goal: 'at least 1 million/s', met: off >= 1e6 },
    { name: 'cheap calls, projection check on', figure: text(on), goal: 'at least 0.2 million/s', met: on >= 2e5 },
  ];
}
