/** Longest comment on a rating, in characters. */
export const commentMaxLength = 500;

/** Most reason tags on one rating: all eight of its grade. */
export const tagsMax = 8;

/** Longest text of a ticket action (note, conclusion, reply), in characters. */
export const ticketTextMaxLength = 1000;

/** Most files that a ticket holds at a time. */
export const evidenceMax = 30;

/** Longest stretch of a recording that one reference names, in hours: a long office day. */
export const recordingHoursMax = 12;

/** Longest words beside a file, in characters. */
export const evidenceCaptionMaxLength = 50;

/** Longest reason for removing one, in characters. */
export const evidenceReasonMaxLength = 200;

/** Longest text of a feedback about the app, in characters. */
export const feedbackTextMaxLength = 1000;

/** Longest personal name, in characters (some minority names are long). */
export const nameMaxLength = 30;

/** Mainland mobile numbers, or a landline with area code. */
export const phonePattern = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;

/** Most rows a list answers at once, and how many when the caller does not say. */
export const pageSizeMax = 50;
export const pageSizeDefault = 20;

/** Longest description of a case when booking, in characters. */
export const caseTextMaxLength = 500;

/** Most photos and papers that a resident adds to an appointment. */
export const attachmentsMax = 3;

/** Longest name of the other party, in characters. */
export const otherPartyMaxLength = 60;

/** Longest reason for a closure, in characters; residents read it. */
export const closureReasonMaxLength = 60;

/** Whom a resident consults for, in their own words. */
export const onBehalfOfMaxLength = 20;
