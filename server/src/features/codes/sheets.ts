import type { CodeKind } from '@linli/shared/codes.ts';
import type { Types } from 'mongoose';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Organization } from '../organization/index.ts';
import type { Pictures } from './pictures.ts';
import type { Places } from './places.ts';
import type { PrintedCode } from './print.ts';
import { sceneOf } from './scene-of.ts';

interface SheetNeeds {
  places: Places;
  organization: Organization;
  pictures: Pictures;
}

/** What stands on the printed codes of each kind. */
export function createSheets({ places, organization, pictures }: SheetNeeds) {
  const unitName = (id: Types.ObjectId) => organization.directory().unit(id)?.name ?? '';

  const sheets: Record<CodeKind, (actor: StaffActor, isWanted: Wanted) => Promise<PrintedCode[]>> = {
    async counter(actor, isWanted) {
      const counters = places.counters(actor).filter((one) => isWanted(one) && !one.scanCodeRevokedAt);
      return each(counters, async (counter) => ({
        picture: (await pictures.of(sceneOf(counter))).content,
        title: counter.code,
        name: counter.name,
        invitation: '微信扫一扫，评价这次服务',
        notes: [`扫不出来？打开“法治邻里”，输入 ${counter.scanCode}`, unitName(counter.departmentId)],
      }));
    },
    station: (actor, isWanted) =>
      each(places.stations(actor).filter(isWanted), async ({ code, name, address, phone }) => ({
        picture: (await pictures.of({ kind: 'station', code })).content,
        title: '免费法律咨询',
        name,
        invitation: '微信扫一扫，约律师',
        notes: [address, phone],
      })),
    article: (actor, isWanted) =>
      each(places.articles(actor).filter(isWanted), async ({ _id, title, departmentId }) => ({
        picture: (await pictures.of({ kind: 'article', id: _id.toHexString() })).content,
        title: '扫码读法',
        name: title,
        invitation: '微信扫一扫，看看怎么办',
        notes: [unitName(departmentId)],
      })),
  };

  return {
    /** Of one, or of all of a kind. @throws not-found, WechatError */
    async of(actor: StaffActor, kind: CodeKind, id: string | undefined): Promise<PrintedCode[]> {
      const printed = await sheets[kind](actor, ({ _id }) => id === undefined || _id.equals(id));
      if (printed.length === 0) throw new ApiError('not-found');
      return printed;
    },
  };
}

type Wanted = (thing: { _id: Types.ObjectId }) => boolean;

/** One after the other: WeChat counts how many are asked for at once. */
async function each<Thing>(
  things: readonly Thing[],
  sheetOf: (thing: Thing) => Promise<PrintedCode>,
): Promise<PrintedCode[]> {
  const printed: PrintedCode[] = [];
  for (const thing of things) printed.push(await sheetOf(thing));
  return printed;
}
