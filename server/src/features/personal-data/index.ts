export { createHoldings, type HoldingNeeds, type Holdings } from './holdings.ts';
export { copyOf, type PersonalParts, personalFields } from './model.ts';
export { presentForExport } from './present.ts';
export { caseEnd } from './review.ts';
export { type TakenParts, takePersonalParts } from './take.ts';
