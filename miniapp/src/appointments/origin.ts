import type { Matter } from '@linli/shared/legal-service.ts';
import { createShelf } from '../platform/shelf';
import { accountName } from '../platform/wechat';

/** Who books later than this has come back for another reason. */
const ageMaxMs = 24 * 60 * 60 * 1000;
const origins = createShelf(() => `booking-origin.${accountName()}`, { entriesMax: 1, ageMaxMs });

/** The article from which somebody went to book a lawyer, until they have: so that such consultations are counted. */
export const bookingOrigin = {
  put: (matter: Matter, articleId: string) => origins.put(matter, articleId),
  /** The id of the article, where it was about this matter. */
  of(matter: Matter): string | undefined {
    const articleId = origins.get(matter)?.value;
    return typeof articleId === 'string' ? articleId : undefined;
  },
  drop: () => origins.clear(),
};
