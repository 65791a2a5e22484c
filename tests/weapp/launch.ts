import { weappDist } from '@linli/server/builds.ts';
import { onTestFinished } from 'vitest';
import { type LaunchOptions, MiniProgram } from './harness/mini-program.ts';

/** Starts our mini-program for one test, which fails if the program ever has a problem. */
export function launch(options: Omit<LaunchOptions, 'dist'>): MiniProgram {
  const program = new MiniProgram({ dist: weappDist, ...options });
  onTestFinished(() => program.close());
  return program;
}
