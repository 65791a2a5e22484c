import { matters } from '@linli/shared/legal-service.ts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { booked } from '../../../test/appointments';
import { ok, sentRequests, serve } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import MatterPage from '.';

it('offers every matter in plain words and asks nothing of the network', () => {
  render(<MatterPage />);
  expect(screen.getAllByRole('listitem')).toHaveLength(matters.length + 1);
  fireEvent.click(screen.getByRole('button', { name: /^劳动人事，工资、工伤、辞退/ }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({
    url: '/appointments/slots/index?matter=labour&lawyer=&move=',
  });
  expect(Taro.request).not.toHaveBeenCalled();
});

describe('who has scanned the code of a station', () => {
  const stations = 'GET /api/v1/stations';

  it('sees which it is, and its times first', async () => {
    routerParams.scene = 's.gumei';
    serve({ [stations]: () => ok({ items: [booked.station] }), 'POST /api/v1/codes/scans': () => ok({}) });
    render(<MatterPage />);
    await screen.findByRole('heading', { name: booked.station.name });
    screen.getByText(booked.station.address);
    fireEvent.click(screen.getByRole('button', { name: /^劳动人事/ }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({
      url: `/appointments/slots/index?matter=labour&lawyer=&move=&station=${booked.station.id}`,
    });
  });

  it('that is not known goes on as everybody does', async () => {
    routerParams.scene = 's.gone';
    serve({ [stations]: () => ok({ items: [booked.station] }), 'POST /api/v1/codes/scans': () => ok({}) });
    render(<MatterPage />);
    await waitFor(() => expect(sentRequests()).toContain(stations));
    expect(screen.queryByText(booked.station.name)).toBeNull();
    screen.getByRole('button', { name: /^劳动人事/ });
  });
});
