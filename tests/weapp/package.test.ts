import { weappDist, weappMaps } from '@linli/server/builds.ts';
import { describe, expect, it } from 'vitest';
import { callsOldPhonesLack, parseAsOldPhones } from '../support/old-phones.ts';
import { readAppConfig } from './harness/app-config.ts';
import { composition } from './harness/composition.ts';
import { type PackageFile, packageFiles, readPackageFile } from './harness/package-files.ts';

const kilobyte = 1024;
/** Our budgets, in kilobytes. WeChat itself refuses more than 2 MB a package and 20 MB in all. */
const budgets: Record<string, number> = {
  main: 350,
  staff: 80,
  privacy: 60,
  oversight: 90,
  appointments: 60,
  consulting: 60,
  law: 60,
