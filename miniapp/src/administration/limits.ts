/** Longest name of a screen or a system, in characters; as the contract has it. */
export const nameMaxLength = 40;
