import { absenceSchemas } from './absences.schemas.ts';
import { appointmentSchemas } from './appointments.schemas.ts';
import { articleSchemas } from './articles.schemas.ts';
import { auditLogSchemas } from './audit-log.schemas.ts';
import { calendarSchemas } from './calendar.schemas.ts';
import { closureSchemas } from './closures.schemas.ts';
import { codeSchemas } from './codes.schemas.ts';
import { consultationSchemas } from './consultations.schemas.ts';
import { contentCheckSchemas } from './content-checks.schemas.ts';
import { editorialSchemas } from './editorial.schemas.ts';
import { evidenceSchemas } from './evidence.schemas.ts';
import { feedbackSchemas } from './feedback.schemas.ts';
import { identitySchemas } from './identity.schemas.ts';
import { lawTextSchemas } from './law-texts.schemas.ts';
import { legalSchemas } from './legal.schemas.ts';
import { notificationSchemas } from './notifications.schemas.ts';
import { openSchemas } from './open.schemas.ts';
import { organizationSchemas } from './organization.schemas.ts';
import { oversightSchemas } from './oversight.schemas.ts';
import { privacySchemas } from './privacy.schemas.ts';
import { publicRatingSchemas } from './public-ratings.schemas.ts';
import { publicitySchemas } from './publicity.schemas.ts';
import { quizSchemas } from './quizzes.schemas.ts';
import { ratingSchemas } from './ratings.schemas.ts';
import { routingSchemas } from './routing.schemas.ts';
import { scanSchemas } from './scan.schemas.ts';
import { ticketSchemas } from './tickets.schemas.ts';

/** What each endpoint reads and answers. Server only: the mini-program imports its types from `types.ts`. */
export const schemas = {
  ...identitySchemas,
  ...scanSchemas,
  ...ratingSchemas,
  ...publicRatingSchemas,
  ...contentCheckSchemas,
  ...ticketSchemas,
  ...organizationSchemas,
  ...evidenceSchemas,
  ...codeSchemas,
  ...oversightSchemas,
  ...calendarSchemas,
  ...feedbackSchemas,
  ...privacySchemas,
  ...legalSchemas,
  ...lawTextSchemas,
  ...auditLogSchemas,
  ...notificationSchemas,
  ...routingSchemas,
  ...absenceSchemas,
  ...appointmentSchemas,
  ...closureSchemas,
  ...openSchemas,
  ...articleSchemas,
  ...editorialSchemas,
  ...quizSchemas,
  ...publicitySchemas,
  ...consultationSchemas,
};
