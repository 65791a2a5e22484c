import { emptyDist, ensureEmptyBuild, ensureWeappBuild, weappDist } from '@linli/server/builds.ts';
import { type LaunchOptions, MiniProgram } from '../weapp/harness/mini-program.ts';
import { packageFiles } from '../weapp/harness/package-files.ts';
import { sampleBackend } from '../weapp/sample-backend.ts';
import { type Flow, flows, scannedPage } from './miniapp-flows.ts';
import { printTable } from './table.ts';

/**
 * What the WeChat build asks of a phone's logic layer: how long until its first page is drawn, next to an empty Taro
 * app of the same settings in the same run, and what each flow sends to the view layer.
 */
const rounds = 41;
/** The first few compile and warm up what both share. */
const warmRounds = 6;

interface Contender {
  name: string;
  options: Omit<LaunchOptions, 'backend'>;
  /** Something that stands on the page once it can be used. */
  drawn: (program: MiniProgram) => boolean;
}

const hasText = (text: string) => (program: MiniProgram) => program.page.text().includes(text);

const contenders: readonly [empty: Contender, ...ours: Contender[]] = [
  { name: 'empty Taro app', options: { dist: emptyDist }, drawn: hasText('法治邻里') },
  { name: 'home', options: { dist: weappDist }, drawn: hasText('扫码评价') },
  {
    name: 'rate, with one request',
    options: { dist: weappDist, url: scannedPage, scene: 1047 },
    drawn: (program) => program.page.has({ role: 'radiogroup' }),
  },
];

/** Runs the benchmark and prints what came of it. */
export async function run(): Promise<void> {
  await ensureWeappBuild();
  await ensureEmptyBuild();
  await printBoots();
  await printFlows();
}

async function printBoots(): Promise<void> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  // Round after round, so that what slows the machine for a while slows all of them.
  for (let round = -warmRounds; round < rounds; round++) {
    for (const contender of contenders) {
      const taken = await boot(contender);
      if (round >= 0) times.get(contender.name)?.push(taken);
    }
  }
  const medianOf = (name: string) => median(times.get(name) ?? []);
  const least = medianOf(contenders[0].name);
  printTable(
    ['boot to first rendered page', 'ms', 'ratio', 'all packages KB'],
    contenders.map(({ name, options }) => [
      name,
      medianOf(name).toFixed(1),
      (medianOf(name) / least).toFixed(2),
      (packageFiles(options.dist).reduce((sum, { bytes }) => sum + bytes, 0) / 1024).toFixed(1),
    ]),
  );
}

/** Milliseconds from nothing to the drawn page: reading and running the scripts, rendering, setData. */
async function boot({ options, drawn, name }: Contender): Promise<number> {
  const startedAt = performance.now();
  const program = new MiniProgram({ ...options, backend: sampleBackend() });
  await program.until(() => drawn(program), name);
  const taken = performance.now() - startedAt;
  await program.idle();
  await program.close();
  return taken;
}

async function printFlows(): Promise<void> {
  const rows: string[][] = [];
  for (const flow of flows) rows.push(await measure(flow));
  printTable(['flow', 'requests', 'setData calls', 'bytes', 'largest'], rows);
}

async function measure({ name, url, drive }: Flow): Promise<string[]> {
  const program = new MiniProgram({ dist: weappDist, backend: sampleBackend(), url });
  await drive(program);
  await program.idle();
  const { calls, bytes, largest } = program.setData;
  await program.close();
  return [name, ...[program.requests.length, calls, bytes, largest].map(String)];
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
