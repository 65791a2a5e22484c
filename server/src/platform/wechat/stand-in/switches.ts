import { minuteMs } from '../../clock.ts';

/** The calls that the stand-in answers, by the names its switches go by. */
export const standInCalls = {
  session: '/sns/jscode2session',
  token: '/cgi-bin/stable_token',
  phone: '/wxa/business/getuserphonenumber',
  code: '/wxa/getwxacodeunlimit',
  message: '/cgi-bin/message/subscribe/send',
  text: '/wxa/msg_sec_check',
  picture: '/wxa/media_check_async',
  robot: '/cgi-bin/webhook/send',
} as const;
export type StandInCall = keyof typeof standInCalls;

export const standInCallNames = Object.keys(standInCalls).filter(
  (name): name is StandInCall => name in standInCalls,
);

/** Faults that WeChat names itself, with its code. */
export const codedFaults = {
  busy: -1,
  'token-refused': 40001,
  'token-expired': 42001,
  'code-invalid': 40029,
  'account-refused': 40226,
  'not-consented': 43101,
  'field-wrong': 47003,
  'visit-too-old': 61010,
  'too-many-a-minute': 45011,
  'too-many-a-day': 45009,
} as const;

/** Faults of the way there, verdicts of the checks, and what becomes of a push. */
const otherFaults = ['slow', 'cut', 'server-error', 'no-json', 'review', 'risky', 'lost-push'] as const;

export type StandInFault = keyof typeof codedFaults | (typeof otherFaults)[number];
export const standInFaults = [
  ...Object.keys(codedFaults).filter((name): name is keyof typeof codedFaults => name in codedFaults),
  ...otherFaults,
] as const;

/** How the stand-in is set; every call works by itself. */
export interface Switches {
  set(call: StandInCall, fault: StandInFault | null, times?: number): void;
  /** No more calls of this kind within a minute than this; null: as many as one likes. */
  limit(call: StandInCall, perMinute: number | null): void;
  /** The fault that meets a call of this kind now; used up where it was set for some times only. */
  meet(call: StandInCall): StandInFault | null;
  /** What is set, for people. */
  shown(): { call: StandInCall; fault: StandInFault | null; perMinute: number | null }[];
  reset(): void;
}

export function createSwitches(now: () => number): Switches {
  const faults = new Map<StandInCall, { fault: StandInFault; left: number }>();
  const limits = new Map<StandInCall, number>();
  const asked = new Map<StandInCall, number[]>();

  function isOverLimit(call: StandInCall): boolean {
    const perMinute = limits.get(call);
    if (perMinute === undefined) return false;
    const recent = (asked.get(call) ?? []).filter((at) => at > now() - minuteMs);
    asked.set(call, [...recent, now()]);
    return recent.length >= perMinute;
  }

  return {
    set(call, fault, times = Number.POSITIVE_INFINITY) {
      if (fault === null) faults.delete(call);
      else faults.set(call, { fault, left: times });
    },
    limit(call, perMinute) {
      if (perMinute === null) limits.delete(call);
      else limits.set(call, perMinute);
    },
    meet(call) {
      if (isOverLimit(call)) return 'too-many-a-minute';
      const set = faults.get(call);
      if (!set) return null;
      set.left -= 1;
      if (set.left <= 0) faults.delete(call);
      return set.fault;
    },
    shown: () =>
      [...new Set([...faults.keys(), ...limits.keys()])].map((call) => ({
        call,
        fault: faults.get(call)?.fault ?? null,
        perMinute: limits.get(call) ?? null,
      })),
    reset() {
      faults.clear();
      limits.clear();
    },
  };
}
