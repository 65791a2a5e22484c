import { absenceRoutes } from './absences.routes.ts';
import { appointmentRoutes } from './appointments.routes.ts';
import { articleRoutes } from './articles.routes.ts';
import { auditLogRoutes } from './audit-log.routes.ts';
import { calendarRoutes } from './calendar.routes.ts';
import { closureRoutes } from './closures.routes.ts';
import { codeRoutes } from './codes.routes.ts';
import { consultationRoutes } from './consultations.routes.ts';
import { contentCheckRoutes } from './content-checks.routes.ts';
import { editorialRoutes } from './editorial.routes.ts';
import { evidenceRoutes } from './evidence.routes.ts';
import { feedbackRoutes } from './feedback.routes.ts';
import { identityRoutes } from './identity.routes.ts';
import { lawTextRoutes } from './law-texts.routes.ts';
import { legalRoutes } from './legal.routes.ts';
import { notificationRoutes } from './notifications.routes.ts';
import { openRoutes } from './open.routes.ts';
import { organizationRoutes } from './organization.routes.ts';
import { oversightRoutes } from './oversight.routes.ts';
import { privacyRoutes } from './privacy.routes.ts';
import { publicRatingRoutes } from './public-ratings.routes.ts';
import { publicityRoutes } from './publicity.routes.ts';
import { quizRoutes } from './quizzes.routes.ts';
import { ratingRoutes } from './ratings.routes.ts';
import { routingRoutes } from './routing.routes.ts';
import { scanRoutes } from './scan.routes.ts';
import { ticketRoutes } from './tickets.routes.ts';

/** Every endpoint there is. The mini-program's client and the server's mount are both driven by it. */
export const routes = {
  ...identityRoutes,
  ...scanRoutes,
  ...ratingRoutes,
  ...publicRatingRoutes,
  ...contentCheckRoutes,
  ...ticketRoutes,
  ...organizationRoutes,
  ...evidenceRoutes,
  ...codeRoutes,
  ...oversightRoutes,
  ...calendarRoutes,
  ...feedbackRoutes,
  ...privacyRoutes,
  ...legalRoutes,
  ...lawTextRoutes,
  ...auditLogRoutes,
  ...notificationRoutes,
  ...routingRoutes,
  ...absenceRoutes,
  ...appointmentRoutes,
  ...closureRoutes,
  ...openRoutes,
  ...articleRoutes,
  ...editorialRoutes,
  ...quizRoutes,
  ...publicityRoutes,
  ...consultationRoutes,
};

export type EndpointId = keyof typeof routes;

/** The endpoints that people call through the app; the others are called by other systems. */
export type AppEndpointId = {
  [Id in EndpointId]: (typeof routes)[Id]['access'] extends 'partner' | 'device' ? never : Id;
}[EndpointId];
