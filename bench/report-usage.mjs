// Preloaded into a measured process (`node --import`): at its end it says what it used, in the file that WEIR_BENCH_USAGE names.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  writeFileSync(process.env.WEIR_BENCH_USAGE, JSON.stringify({ cpuMs: (user + system) / 1000, peakMb: maxRSS / 1024 }));
});
