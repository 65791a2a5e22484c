/** What tests need of the server; no part of it runs in production. */
export { type ApiCall, createApiCall } from './api-call.ts';
export { articleContent, articleFile, type TestFolder, testFolder } from './articles.ts';
export {
  importArticlesToWalk,
  walkArticlesOfResident,
  walkLaws,
  walkReading,
  walkWriting,
} from './articles-walk.ts';
export { addAttachment } from './attachments.ts';
export { rateBadly, testContact } from './bad-rating.ts';
export { bookingOf, slotsOf } from './booking.ts';
export { walkBooking } from './booking-walk.ts';
export { createTestClock, type TestClock } from './clock.ts';
export { consultingStage, firstSlot } from './consulting.ts';
export { walkConsultation } from './consulting-walk.ts';
export { addEvidence } from './evidence.ts';
export { correctedContact, heldContact, useHoldings } from './holdings-stage.ts';
export { walkCodes, walkOpenInterface } from './installation-walk.ts';
export { listen, openSocket, type TestListener } from './listener.ts';
export { addPartner, type Signing, signedCall } from './partner.ts';
export { runTool } from './run-tool.ts';
export { imitation, pdf, photoWithPlace, placeMarks } from './sample-files.ts';
export { startTestServer, type TestServer, testFiles, testSecrets, testSettings } from './server.ts';
export { staffBy } from './staff-by.ts';
export { askFor } from './ticket-actions.ts';
