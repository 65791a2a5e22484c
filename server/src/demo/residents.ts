import { type ConsentPurpose, purposeTexts } from '@linli/shared/consent.ts';
import type { App } from '../app.ts';
import { standInOpenid } from '../platform/wechat/stand-in/index.ts';

/** What a grown-up agrees to who leaves a name and number. */
export function consentTo(purpose: ConsentPurpose) {
  return { version: purposeTexts[purpose].version, ageGroup: '14-or-older' as const };
}

/** The resident of the story, as a handler is told who calls. */
export async function residentNamed(app: App, name: string) {
  const { residentId } = await app.identity.beginResidentSession(standInOpenid(name));
  return { kind: 'resident', id: residentId.toHexString(), sessionId: '' } as const;
}
