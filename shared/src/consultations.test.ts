import { describe, expect, test } from 'vitest';
import {
  allowedConsultationActions,
  checkInScene,
  fitsConsultation,
  nextToCall,
  nextVisitState,
  parseCheckIn,
  type VisitStanding,
} from './consultations.ts';
import { reasonTags } from './reason-tags.ts';

const startsAt = new Date('2026-11-23T05:30:00.000Z');
const minutes = (count: number) => new Date(startsAt.getTime() + count * 60_000);
const visit = (changes: Partial<VisitStanding> = {}): VisitStanding => ({
  state: 'booked',
  mode: 'on-site',
  startsAt,
  toConfirm: false,
  ...changes,
});

describe('what can be done', () => {
  test('on the day: check in, and after ten minutes note that nobody came', () => {
    expect(allowedConsultationActions(visit(), minutes(-60))).toEqual(['arrive']);
    expect(allowedConsultationActions(visit(), minutes(9))).toEqual(['arrive']);
    expect(allowedConsultationActions(visit(), minutes(10))).toEqual(['arrive', 'no-show']);
  });

  test('on another day: nothing, but for the call that confirms', () => {
    expect(allowedConsultationActions(visit(), minutes(-24 * 60))).toEqual([]);
    expect(allowedConsultationActions(visit({ toConfirm: true }), minutes(-24 * 60))).toEqual(['confirm']);
  });

  test('with who has arrived: call, again if need be, and start', () => {
    expect(allowedConsultationActions(visit({ state: 'arrived' }), minutes(0))).toEqual(['call', 'start']);
    expect(nextVisitState(visit({ state: 'arrived' }), 'call', minutes(0))).toBe('arrived');
  });

  test('with a call or a video: start at once, nobody arrives for it', () => {
    for (const mode of ['phone', 'video'] as const)
      expect(allowedConsultationActions(visit({ mode }), minutes(0))).toEqual(['start']);
  });

  test('once started: finish; once ended: nothing', () => {
    expect(allowedConsultationActions(visit({ state: 'serving' }), minutes(30))).toEqual(['finish']);
    for (const state of ['finished', 'no-show'] as const)
      expect(allowedConsultationActions(visit({ state }), minutes(30))).toEqual([]);
  });

  test('who walked in and has gone again is noted at any time', () => {
    expect(nextVisitState(visit({ state: 'arrived', startsAt: null }), 'no-show', minutes(0))).toBe(
      'no-show',
    );
  });
});

describe('who is called next', () => {
  const waiting = (name: string, more: object) => ({
    name,
    state: 'arrived' as const,
    startsAt: null as Date | null,
    number: null as number | null,
    calledAt: null as Date | null,
    ...more,
  });
  const next = (...visits: ReturnType<typeof waiting>[]) => nextToCall(visits, minutes(0))?.name ?? null;

  test('is who is booked and due, by time, before who walked in, by number, before who came early', () => {
    const due = waiting('due', { startsAt: minutes(5) });
    const overdue = waiting('overdue', { startsAt: minutes(-30) });
    const early = waiting('early', { startsAt: minutes(30) });
    const second = waiting('second', { number: 2 });
    const tenth = waiting('tenth', { number: 10 });
    expect(next(early, tenth, due, second, overdue)).toBe('overdue');
    expect(next(early, tenth, due, second)).toBe('due');
    expect(next(early, tenth, second)).toBe('second');
    expect(next(early, tenth)).toBe('tenth');
    expect(next(early)).toBe('early');
  });

  test('is nobody who was called before, has not come or is gone', () => {
    expect(next(waiting('called', { number: 1, calledAt: minutes(-1) }))).toBeNull();
    expect(next(waiting('booked', { state: 'booked', startsAt: minutes(0) }))).toBeNull();
    expect(next()).toBeNull();
  });
});

test('a check-in code is read as it was typed or scanned, and nothing else is', () => {
  const id = 'a'.repeat(24);
  expect(parseCheckIn(' 042 713 ')).toEqual({ code: '042713' });
  expect(parseCheckIn(checkInScene('042713', id))).toEqual({ code: '042713', appointment: id });
  for (const wrong of ['', '12345', '1234567', 'c.A01', `a.042713.${'x'.repeat(24)}`, 'https://example.org'])
    expect(parseCheckIn(wrong), wrong).toBeNull();
});

test('each grade has reasons that fit a consultation, and none about forms or counters', () => {
  for (const tags of Object.values(reasonTags)) {
    const fitting = tags.filter(fitsConsultation);
    expect(fitting.length).toBeGreaterThanOrEqual(3);
    for (const { label } of fitting) expect(label).not.toMatch(/材料|证明|表单|审批|收件/);
  }
});
