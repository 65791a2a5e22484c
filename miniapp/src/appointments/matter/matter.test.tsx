import { matters } from '@linli/shared/legal-service.ts';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import Taro from '../../../test/taro';
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
