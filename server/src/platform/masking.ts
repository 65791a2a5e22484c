/** 王小明 → 王**; enough to recognise one's own, too little to find a person. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(Math.max(rest.length, 1));
}

/** 13812345678 → 138****5678, 021-64120000 → 021****0000. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
