/** The web has no number to offer. */
export function PhoneButton(_: { onNumber: (phone: string) => void }) {
  return null;
}
