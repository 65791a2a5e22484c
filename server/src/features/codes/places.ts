import type { AnswerOf } from '@linli/shared/api/types.ts';
import type { CodeKind } from '@linli/shared/codes.ts';
import { formatScene, type Scene } from '@linli/shared/scenes.ts';
import type { Types } from 'mongoose';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Articles } from '../articles/index.ts';
import type { LegalService } from '../legal-service/index.ts';
import type { Counter, Organization } from '../organization/index.ts';
import type { CodeScans } from './scans.ts';
import { sceneOf } from './scene-of.ts';

type Code = AnswerOf<'changeCounterCode'>;

interface PlaceNeeds {
  organization: Organization;
  legalService: LegalService;
  articles: Pick<Articles, 'liveFor' | 'isLive'>;
  scans: CodeScans;
}

/** What codes stand at: the counters and stations of one's unit and those below it, and the articles of one's sub-district. */
export function createPlaces({ organization, legalService, articles, scans }: PlaceNeeds) {
  const inReach = (actor: StaffActor, unitId: Types.ObjectId) =>
    organization
      .directory()
      .lineage(unitId)
      .some(({ _id }) => _id.equals(actor.departmentId));

  const counters = (actor: StaffActor) =>
    organization
      .directory()
      .counters()
      .filter(({ departmentId }) => inReach(actor, departmentId));

  const stations = (actor: StaffActor) =>
    legalService
      .directory()
      .stations()
      .filter(({ unitId }) => inReach(actor, unitId));

  const codesOf: Record<CodeKind, (actor: StaffActor) => UnscannedCode[]> = {
    counter: (actor) => counters(actor).map(codeOfCounter),
    station: (actor) =>
      stations(actor).map(({ _id, code, name }) =>
        unrevokable({ id: _id.toHexString(), kind: 'station', code, name }, { kind: 'station', code }),
      ),
    article: (actor) =>
      articles.liveFor(actor).map(({ _id, slug, title }) => {
        const id = _id.toHexString();
        return unrevokable({ id, kind: 'article', code: slug, name: title }, { kind: 'article', id });
      }),
  };

  async function withScans(codes: readonly UnscannedCode[]): Promise<Code[]> {
    const scanned = await scans.of(codes.map(({ scene }) => scene));
    return codes.map((code) => {
      const of = scanned.get(code.scene);
      return { ...code, lastScanAt: of?.lastAt.toISOString() ?? null, scans: of?.count ?? 0 };
    });
  }

  return {
    counters,
    stations,
    articles: (actor: StaffActor) => articles.liveFor(actor),

    /** The codes of these kinds, with their scans. */
    codes: (actor: StaffActor, kinds: readonly CodeKind[]) =>
      withScans(kinds.flatMap((kind) => codesOf[kind](actor))),

    async codeOf(counter: Counter): Promise<Code> {
      const [code] = await withScans([codeOfCounter(counter)]);
      if (!code) throw new Error('one code becomes one code');
      return code;
    },

    /** Whether a code holds this: a station that is there, an article that can be read. */
    isThere(scene: Scene): boolean {
      if (scene.kind === 'article') return articles.isLive(scene.id);
      return (
        scene.kind === 'station' &&
        legalService
          .directory()
          .stations()
          .some(({ code }) => code === scene.code)
      );
    },
  };
}

export type Places = ReturnType<typeof createPlaces>;

type UnscannedCode = Omit<Code, 'lastScanAt' | 'scans'>;

function codeOfCounter(counter: Counter): UnscannedCode {
  return {
    id: counter._id.toHexString(),
    kind: 'counter',
    code: counter.code,
    name: counter.name,
    scene: formatScene(sceneOf(counter)),
    scanCode: counter.scanCode,
    revokedAt: counter.scanCodeRevokedAt?.toISOString() ?? null,
  };
}

const unrevokable = (
  code: Pick<UnscannedCode, 'id' | 'kind' | 'code' | 'name'>,
  scene: Scene,
): UnscannedCode => ({ ...code, scene: formatScene(scene), scanCode: null, revokedAt: null });
