import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { repositoryRoot } from '../../support/paths.ts';

const projectFile = 'project.config.json';

const report = z.array(
  z.object({ name: z.string(), success: z.boolean(), text: z.string(), detail: z.unknown().optional() }),
);

const projectConfig = z.looseObject({ miniprogramRoot: z.string() });

/** WeChat's opinion of a mini-program: its rules by name, each with what breaks it, or null where nothing does. */
export type CodeQuality = Record<string, string | null>;

/**
 * Asks WeChat's own `checkCodeQuality` about a build, with the settings we upload with. It reads the files only: neither
 * the app's real key nor a network is needed.
 * @param change does something to the copy that is looked at
 */
export function checkCodeQuality(dist: string, change: (copy: string) => void = () => {}): CodeQuality {
  const project = mkdtempSync(path.join(tmpdir(), 'linli-quality-'));
  try {
    const config = readFileSync(path.join(repositoryRoot, projectFile), 'utf8');
    writeFileSync(path.join(project, projectFile), config);
    const root = path.join(project, projectConfig.parse(JSON.parse(config)).miniprogramRoot);
    cpSync(dist, root, { recursive: true });
    change(root);
    return Object.fromEntries(reportOn(project).map((rule) => [rule.name, complaintOf(rule)]));
  } finally {
    rmSync(project, { recursive: true });
  }
}

function reportOn(project: string): z.infer<typeof report> {
  const key = path.join(project, 'no.key');
  const answer = path.join(project, 'report.json');
  writeFileSync(key, 'Nothing is uploaded, so nothing is signed.');
  const cli = path.join(
    path.dirname(fileURLToPath(import.meta.resolve('miniprogram-ci'))),
    '../bin/miniprogram-ci.js',
  );
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      cli,
      'check-code-quality',
      '--appid',
      'wx0000000000000000',
      '--pp',
      project,
      '--pkp',
      key,
      '--sp',
      answer,
    ],
    { encoding: 'utf8' },
  );
  try {
    return report.parse(JSON.parse(readFileSync(answer, 'utf8')));
  } catch (cause) {
    throw new Error(`WeChat's check gave no report:\n${stdout}${stderr}`, { cause });
  }
}

/** The report passes a few rules whose findings the upload would leave out; we would rather not have them at all. */
function complaintOf({ success, text, detail }: z.infer<typeof report>[number]): string | null {
  const files = z.union([z.array(z.unknown()), z.object({ files: z.array(z.unknown()) })]).safeParse(detail);
  const found = files.success ? [...(Array.isArray(files.data) ? files.data : files.data.files)] : [];
  return success && found.length === 0 ? null : `${text} ${JSON.stringify(detail ?? '')}`;
}
