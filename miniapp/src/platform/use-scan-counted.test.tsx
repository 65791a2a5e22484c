import { renderHook, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok, sentRequests, serve } from '../../test/server';
import Taro from '../../test/taro';
import { useScanCounted } from './use-scan-counted';

const path = 'POST /api/v1/codes/scans';

it.each(['s.gumei', `a.${'5'.repeat(24)}`])('the scan of %s is told once', async (scene) => {
  serve({ [path]: () => ({ statusCode: 204, data: '' }) });
  const { rerender } = renderHook(() => useScanCounted(encodeURIComponent(scene)));
  rerender();
  await waitFor(() => expect(sentRequests()).toEqual([path]));
  expect(Taro.request.mock.calls[0]?.[0].data).toEqual({ scene });
});

it.each(['', 'c.A01', 'r.aBc_9', 'nonsense'])('%j is not told', (scene) => {
  serve({ [path]: () => ok({}) });
  renderHook(() => useScanCounted(scene));
  expect(sentRequests()).toEqual([]);
});
