// Runs a program as a process of its own and tells what it used: CPU is told, not wall time, since machines are shared.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const preload = pathToFileURL(fileURLToPath(new URL('report-usage.mjs', import.meta.url))).href;

/** CPU in milliseconds (user and system, all threads), peak memory in MB, and what it printed. */
export function measured(script, args = [], env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
  const usage = join(folder, 'usage.json');
  try {
    const { stdout, stderr, error } = spawnSync(process.execPath, ['--import', preload, script, ...args], {
      encoding: 'utf8',
      maxBuffer: 1e9,
      env: { ...process.env, ...env, WEIR_BENCH_USAGE: usage },
    });
    if (error) throw error;
    if (stderr !== '') throw new Error(`${script} complained: ${stderr}`);
    return { ...JSON.parse(readFileSync(usage, 'utf8')), stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The median of several runs by CPU. */
export function medianOf(runs, run) {
  const results = Array.from({ length: runs }, run).sort((a, b) => a.cpuMs - b.cpuMs);
  return results[Math.floor(results.length / 2)];
}
