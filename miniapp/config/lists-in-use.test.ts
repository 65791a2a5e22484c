import { describe, expect, it } from 'vitest';
import { mentionsIn } from './components-in-use';
import { apisInUse, requireByName, routesInUse } from './lists-in-use';

describe('the route tables', () => {
  const table = `export const ratingRoutes = {
  submitRating: {
    method: 'POST',
    path: '/api/v1/ratings',
    access: 'resident',
    summary: 'Rates a service',
  },
  listAuditLog: {
    method: 'GET',
    path: '/api/v1/audit-log',
    access: ['auditor'],
    summary:
      'The entries that a search finds, newest first',
  },
  getMyRating: {
    method: 'GET',
    path: '/api/v1/ratings/:id',
    access: 'resident',
    summary: "One of the resident's ratings",
  },
} as const satisfies RouteTable;
`;

  it('hold what a source calls, without the words for readers', () => {
    const source = "call('submitRating', { body }); call('getMyRating', { params: { id } });";
    expect(routesInUse(table, mentionsIn(source))).toBe(`export const ratingRoutes = {
  submitRating: {
    method: 'POST',
    path: '/api/v1/ratings',
    access: 'resident',
  },
  getMyRating: {
    method: 'GET',
    path: '/api/v1/ratings/:id',
    access: 'resident',
  },
} as const satisfies RouteTable;
`);
  });

  it('hold nothing when nothing is called', () => {
    expect(routesInUse(table, mentionsIn(''))).toBe(
      'export const ratingRoutes = {\n} as const satisfies RouteTable;\n',
    );
  });
});

it('Taro’s list of calls holds those that a source makes', () => {
  const list = "const needPromiseApis = new Set([\n    'scanCode',\n    'vibrateLong',\n]);\n";
  expect(apisInUse(list, mentionsIn('await Taro.scanCode({})'))).toBe(
    "const needPromiseApis = new Set([\n    'scanCode',\n]);\n",
  );
});

it('a module is asked for one name, so that the rest of it can be dropped', () => {
  expect(requireByName("const { hooks } = require('@tarojs/runtime')\n")).toBe(
    "const hooks = require('@tarojs/runtime').hooks;\n",
  );
});
