import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { sessionNamed } from '../../../test/server';
import { writeStored } from '../../platform/storage';
import MenuPage from '.';

const signInAs = (...roles: string[]) =>
  writeStored(
    'session.staff',
    sessionNamed('staff', {
      kind: 'staff',
      id: 'd'.repeat(24),
      name: '沈佩文',
      roles,
      department: { id: 'e'.repeat(24), name: '社区事务受理服务中心' },
    }),
  );

const doors = () => screen.queryAllByRole('button', { name: /，/ }).map((door) => door.textContent);

it('offers each role what the server lets it do', () => {
  signInAs('auditor');
  const { unmount } = render(<MenuPage />);
  expect(doors().some((door) => door?.startsWith('审计记录'))).toBe(true);
  expect(doors().some((door) => door?.startsWith('工作日历'))).toBe(false);
  unmount();
  signInAs('admin');
  render(<MenuPage />);
  expect(doors().some((door) => door?.startsWith('审计记录'))).toBe(false);
  expect(doors().some((door) => door?.startsWith('工作日历'))).toBe(true);
});
