/** Keys that the web's users expect to work. WeChat has no keyboard to move with, so there these do nothing. */

interface KeyPress {
  key: string;
  shiftKey: boolean;
  currentTarget: EventTarget;
  preventDefault: () => void;
}

const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** For a group of radio buttons or tabs: the arrow keys move to the next one and choose it, round at the ends. */
export function arrowKeys(role: 'radio' | 'tab') {
  return onKeys((event, group) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const members = Array.from(group.querySelectorAll<HTMLElement>(`[role=${role}]`));
    const at = members.findIndex((member) => member.matches(':focus'));
    const next = members[(at + step + members.length) % members.length];
    next?.focus();
    next?.click();
  });
}

/** For a dialog: Escape closes it, and the tab key stays inside. */
export function dialogKeys(onClose: () => void) {
  return onKeys((event, dialog) => {
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Tab') return;
    const stops = Array.from(dialog.querySelectorAll<HTMLElement>('[tabindex="0"], input, textarea'));
    const ends = [stops[0], stops[stops.length - 1]];
    const [first, last] = event.shiftKey ? ends.reverse() : ends;
    const leaving = document.activeElement === last || document.activeElement === dialog;
    // From the dialog itself the tab key finds the first stop alone, but backwards it would leave.
    if (!leaving || (document.activeElement === dialog && !event.shiftKey)) return;
    event.preventDefault();
    first?.focus();
  });
}

function onKeys(act: (event: KeyPress, element: HTMLElement) => void) {
  if (process.env.TARO_ENV !== 'h5') return {};
  return {
    onKeyDown: (event: KeyPress) => {
      if (event.currentTarget instanceof HTMLElement) act(event, event.currentTarget);
    },
  };
}
