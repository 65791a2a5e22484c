import type { RouteTable } from './route.ts';

export const appointmentRoutes = {
  listStations: {
    method: 'GET',
    path: '/api/v1/stations',
    access: 'public',
    summary: 'The stations of the public legal service',
  },
  listLawyers: {
    method: 'GET',
    path: '/api/v1/lawyers',
    access: 'public',
    summary: 'The lawyers who advise residents, with their next free slot',
  },
  getLawyerPhoto: {
    method: 'GET',
    path: '/api/v1/lawyers/:id/photo',
    access: 'public',
    gives: 'file',
    summary: 'The picture of a lawyer; `v` is what the list of lawyers says of it',
  },
  listSlotsOfLawyer: {
    method: 'GET',
    path: '/api/v1/lawyers/:id/slots',
    access: 'public',
    summary: 'The slots of one lawyer, day by day, with the seats that are free',
  },
  listSlots: {
    method: 'GET',
    path: '/api/v1/slots',
    access: 'public',
    summary: 'The slots that fit a wish, day by day, with the seats that are free',
  },
  holdSlot: {
    method: 'POST',
    path: '/api/v1/appointments/holds',
    access: 'resident',
    summary: 'Keeps a seat for five minutes while its resident fills in the rest; replaces an earlier hold',
  },
  bookAppointment: {
    method: 'POST',
    path: '/api/v1/appointments',
    access: 'resident',
    summary: 'Books a seat: one that is held or offered, or a free one',
  },
  listMyAppointments: {
    method: 'GET',
    path: '/api/v1/appointments/mine',
    access: 'resident',
    summary: 'The appointments of the signed-in resident, latest first',
  },
  getMyAppointment: {
    method: 'GET',
    path: '/api/v1/appointments/:id',
    access: 'resident',
    summary: 'One appointment of the signed-in resident, with the code to show on arrival',
  },
  getAppointmentCalendar: {
    method: 'GET',
    path: '/api/v1/appointments/:id/calendar',
    access: 'resident',
    summary: 'An own appointment as an iCalendar file',
    gives: 'file',
  },
  addAttachment: {
    method: 'POST',
    path: '/api/v1/appointments/:id/attachments',
    access: 'resident',
    takes: 'file',
    summary:
      'Adds a photo or PDF to an own appointment for its lawyer; the same `idempotencyKey` adds it once',
  },
  getMyAttachment: {
    method: 'GET',
    path: '/api/v1/appointments/:id/attachments/:attachmentId/file',
    access: 'resident',
    gives: 'file',
    summary: 'The content of an attachment to an own appointment',
  },
  removeAttachment: {
    method: 'POST',
    path: '/api/v1/appointments/:id/attachments/:attachmentId/removal',
    access: 'resident',
    summary: 'Removes an attachment from an own appointment; done again, it changes nothing',
  },
  cancelAppointment: {
    method: 'POST',
    path: '/api/v1/appointments/:id/cancellation',
    access: 'resident',
    summary: 'Gives a seat back: cancels, ends a hold, or declines an offer; done again, it changes nothing',
  },
  rescheduleAppointment: {
    method: 'POST',
    path: '/api/v1/appointments/:id/reschedule',
    access: 'resident',
    summary: 'Moves an appointment to another slot; keeps the old seat unless the new one is had',
  },
  joinWaitlist: {
    method: 'POST',
    path: '/api/v1/waitlist',
    access: 'resident',
    summary: 'Waits for a seat to be freed on a day: of one lawyer, or of any who advises on the matter',
  },
  leaveWaitlist: {
    method: 'POST',
    path: '/api/v1/waitlist/:id/departure',
    access: 'resident',
    summary: 'Waits no longer; done again, it changes nothing',
  },
  listMyWaits: {
    method: 'GET',
    path: '/api/v1/waitlist/mine',
    access: 'resident',
    summary: 'What the signed-in resident waits for, with the place in the queue',
  },
} as const satisfies RouteTable;
