import type { z } from 'zod';
import type { EndpointId } from './routes.ts';
import type { schemas } from './schemas.ts';

type Schemas = typeof schemas;

type Part<Id extends EndpointId, Key extends string, Side extends 'in' | 'out'> =
  Schemas[Id] extends Record<Key, infer Schema extends z.ZodType>
    ? Side extends 'in'
      ? z.input<Schema>
      : z.output<Schema>
    : undefined;

/** What a caller sends. `undefined` where the endpoint takes no such part. */
export type ParamsOf<Id extends EndpointId> = Part<Id, 'params', 'in'>;
export type QueryOf<Id extends EndpointId> = Part<Id, 'query', 'in'>;
export type BodyOf<Id extends EndpointId> = Part<Id, 'body', 'in'>;

/** What the server's handler works with, after validation and defaults. */
export interface ValidRequest<Id extends EndpointId> {
  params: Part<Id, 'params', 'out'>;
  query: Part<Id, 'query', 'out'>;
  body: Part<Id, 'body', 'out'>;
}

/** What a successful call answers with; `undefined` for 204. */
export type AnswerOf<Id extends EndpointId> = Part<Id, 'answer', 'out'>;

export type Session = AnswerOf<'signInStaff'>;
export type Person = AnswerOf<'whoAmI'>;
export type ScanAnswer = AnswerOf<'scan'>;
export type RatingRow = AnswerOf<'listMyRatings'>['items'][number];
export type PublicRating = AnswerOf<'listCounterRatings'>['items'][number];
export type RatingDetail = AnswerOf<'getMyRating'>;
export type TicketRow = AnswerOf<'listTickets'>['items'][number];
export type TicketClockAnswer = TicketDetail['clocks'][number];
export type EvidenceList = AnswerOf<'listEvidence'>;
export type Evidence = EvidenceList['items'][number];
export type FileEvidence = Exclude<Evidence, { kind: 'recording' }>;
export type Notification = AnswerOf<'listNotifications'>['items'][number];
export type TicketDetail = AnswerOf<'getTicket'>;
/** A ticket of one kind: about a bad rating, or about a feedback. */
export type TicketDetailOf<Kind extends TicketDetail['kind']> = Extract<TicketDetail, { kind: Kind }>;
export type FeedbackRow = AnswerOf<'listMyFeedback'>['items'][number];
export type FeedbackDetail = AnswerOf<'getMyFeedback'>;
export type Holding = AnswerOf<'listMyHoldings'>['items'][number];
export type ConsentStatus = AnswerOf<'withdrawConsent'>;
export type MyDataExport = AnswerOf<'exportMyData'>;
export type RoutingAnswer = AnswerOf<'queryRouting'>;
export type CheckedComment = AnswerOf<'decideComment'>;
export type Absence = AnswerOf<'enterAbsence'>;
export type LegalAnswer = AnswerOf<'getLegal'>;
export type OpenSlot = AnswerOf<'listSlots'>['days'][number]['slots'][number];
export type Lawyer = AnswerOf<'listLawyers'>['items'][number];
export type Station = AnswerOf<'listStations'>['items'][number];
export type AppointmentRow = AnswerOf<'listMyAppointments'>['items'][number];
export type AppointmentDetail = AnswerOf<'getMyAppointment'>;
export type Closure = AnswerOf<'enterClosure'>;
export type ConsultationDay = AnswerOf<'getConsultationDay'>;
export type Visit = ConsultationDay['visits'][number];
export type ConsultationDetail = AnswerOf<'getConsultation'>;
export type ConsultationCase = AnswerOf<'readConsultationCase'>;
export type OwnConsultation = AnswerOf<'getMyConsultation'>;
export type Wait = AnswerOf<'listMyWaits'>['items'][number];
export type ArticleRow = AnswerOf<'listArticles'>['items'][number];
export type ArticleDetail = AnswerOf<'getArticle'>;
export type LawRow = AnswerOf<'listLaws'>['items'][number];
export type LawDetail = AnswerOf<'getLaw'>;
export type LawArticleFound = AnswerOf<'searchLawArticles'>['items'][number];
export type LawArticleDetail = AnswerOf<'getLawArticle'>;
export type EditorialArticle = AnswerOf<'getEditorialArticle'>;
export type EditorialRow = AnswerOf<'listEditorialArticles'>['items'][number];
export type QuizRow = AnswerOf<'listQuizzes'>['items'][number];
export type QuizDetail = AnswerOf<'getQuiz'>;
export type CampaignRow = AnswerOf<'listCampaigns'>['items'][number];
export type CampaignPage = AnswerOf<'getCampaign'>;
export type DueAnswer = AnswerOf<'getDue'>;
