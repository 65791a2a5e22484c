import { counter, later, ratedAt, type Samples } from './sample-basics.ts';

const partner = {
  id: '7'.repeat(24),
  name: '一网通办受理系统',
  unit: { code: 'gumei', name: '古美路街道' },
  key: 'sample-key',
  createdAt: ratedAt,
  revokedAt: null,
};
const code = {
  id: '8'.repeat(24),
  kind: 'counter' as const,
  ...counter,
  scene: 'c.A01',
  scanCode: 'A01',
  revokedAt: null,
  lastScanAt: ratedAt,
  scans: 126,
};
const screen = {
  id: '9'.repeat(24),
  name: '一号窗口小屏',
  counter: { id: code.id, ...counter },
  createdAt: ratedAt,
  seenAt: later,
  revokedAt: null,
};

export const installationSamples = {
  listCodes: { items: [code] },
  printCodes: undefined,
  countCodeScan: undefined,
  changeCounterCode: { ...code, scene: 'c.A01-7KQ2', scanCode: 'A01-7KQ2' },
  revokeCounterCode: { ...code, revokedAt: later },
  listScreens: { items: [screen] },
  addScreen: { ...screen, seenAt: null, token: 'sample-token' },
  revokeScreen: { ...screen, revokedAt: later },
  listPartners: { items: [partner] },
  addPartner: { ...partner, secret: 'sample-secret' },
  revokePartner: { ...partner, revokedAt: later },
  listMonthlyFigures: {
    month: '2026-11',
    unit: { code: 'gumei', name: '古美路街道' },
    rows: [
      {
        partner: partner.name,
        counter,
        serviceItem: null,
        records: 812,
        ratings: [{ channel: 1, grade: 5, count: 400 }],
        importedAt: later,
      },
    ],
  },
  listUnits: { items: [{ id: 'e'.repeat(24), code: 'gumei', name: '古美路街道', kind: 'sub-district' }] },
} satisfies Samples;
