import type { RouteTable } from './route.ts';

export const consultationRoutes = {
  getConsultationDay: {
    method: 'GET',
    path: '/api/v1/consultations/day',
    access: ['lawyer', 'clerk', 'handler', 'supervisor'],
    summary: 'Who is booked, waits and is advised on a day: of a station, or of the lawyer who asks',
  },
  checkIn: {
    method: 'POST',
    path: '/api/v1/consultations/check-ins',
    access: ['lawyer', 'clerk', 'handler', 'supervisor'],
    summary: 'Checks in the resident who shows this code',
  },
  addWalkIn: {
    method: 'POST',
    path: '/api/v1/consultations/walk-ins',
    access: ['lawyer', 'clerk', 'handler', 'supervisor'],
    summary: 'Gives a number to who comes without an appointment',
  },
  callNext: {
    method: 'POST',
    path: '/api/v1/consultations/calls',
    access: ['lawyer', 'clerk', 'handler', 'supervisor'],
    summary: 'Calls whose turn it is',
  },
  getConsultation: {
    method: 'GET',
    path: '/api/v1/consultations/:kind/:id',
    access: ['lawyer', 'clerk', 'handler', 'supervisor'],
    summary: 'One consultation as it stands, without what was confided',
  },
  actOnConsultation: {
    method: 'POST',
    path: '/api/v1/consultations/:kind/:id/actions',
    access: ['lawyer', 'clerk', 'handler', 'supervisor'],
    summary: 'Moves a consultation on: check-in, call, start, finish, no-show',
  },
  getConsultationContact: {
    method: 'GET',
    path: '/api/v1/consultations/:kind/:id/contact',
    access: ['lawyer', 'clerk', 'handler', 'supervisor'],
    summary: 'Name and number in full, until the consultation has ended; recorded',
  },
  readConsultationCase: {
    method: 'POST',
    path: '/api/v1/consultations/:kind/:id/case',
    access: ['lawyer', 'clerk', 'handler', 'supervisor'],
    summary: 'What was confided and the record: to the assigned lawyer, or on a stated reason; recorded',
  },
  getConsultationAttachment: {
    method: 'GET',
    path: '/api/v1/consultations/:kind/:id/attachments/:attachmentId/file',
    access: ['lawyer', 'clerk', 'handler', 'supervisor'],
    gives: 'file',
    summary: 'What the resident has added: to the assigned lawyer, or on a stated reason; recorded',
  },
  writeConsultationRecord: {
    method: 'POST',
    path: '/api/v1/consultations/:kind/:id/record',
    access: ['lawyer'],
    summary: 'The lawyer’s record, the advice for the resident, and where to go on to',
  },
  getConsultationFigures: {
    method: 'GET',
    path: '/api/v1/consultations/figures',
    access: ['supervisor', 'auditor', 'lawyer'],
    summary: 'How many were advised, and how they rated it: apart from the counters’ figures',
  },
  getMyConsultation: {
    method: 'GET',
    path: '/api/v1/appointments/:id/consultation',
    access: 'resident',
    summary: 'What came of one’s own consultation: the advice, where to go on to, one’s rating',
  },
  rateConsultation: {
    method: 'POST',
    path: '/api/v1/appointments/:id/rating',
    access: 'resident',
    summary: 'Rates one’s own consultation, once',
  },
  judgeConsultation: {
    method: 'POST',
    path: '/api/v1/appointments/:id/rating/judgement',
    access: 'resident',
    summary: 'Says whether what was done about a bad rating has solved it',
  },
} as const satisfies RouteTable;
