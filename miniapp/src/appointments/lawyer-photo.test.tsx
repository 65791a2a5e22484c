import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { lawyer } from '../../test/appointments';
import { LawyerPhoto } from './lawyer-photo';

it('is the picture where there is one', () => {
  render(<LawyerPhoto lawyer={{ ...lawyer, photo: 'a1b2c3' }} />);
  const picture = screen.getByRole('img', { name: '秦明理律师的照片' });
  expect(picture.style.backgroundImage).toContain(`/api/v1/lawyers/${lawyer.id}/photo?v=a1b2c3`);
});

it('is the first character of the name without one, which is not read out', () => {
  const { container } = render(<LawyerPhoto lawyer={lawyer} />);
  expect(container.textContent).toBe('秦');
  expect(screen.queryByRole('img')).toBeNull();
});
