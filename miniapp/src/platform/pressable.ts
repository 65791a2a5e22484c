/** What assistive technology is told about something that is not plain text. */
interface Accessible {
  role: string;
  label?: string | undefined;
  checked?: boolean | undefined;
  /** Of a tab. */
  selected?: boolean | undefined;
  /** Of a link: it leads to the page one is on. WeChat knows only `selected`. */
  current?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Of a heading. */
  level?: number;
}

interface Pressable extends Accessible {
  /** False for all but one of a group that the arrow keys move in: the tab key stops there once. */
  tabStop?: boolean;
}

interface KeyPress {
  key: string;
  preventDefault: () => void;
}

const onTheWeb = process.env.TARO_ENV === 'h5';

/** Role and name for a view. WeChat reads `aria-role` where the web reads `role`. */
export function accessible({ role, label, checked, selected, current, disabled, level }: Accessible) {
  return {
    [onTheWeb ? 'role' : 'aria-role']: role,
    ...(label === undefined ? {} : { 'aria-label': label }),
    ...(checked === undefined ? {} : { 'aria-checked': checked }),
    ...(selected === undefined ? {} : { 'aria-selected': selected }),
    ...(current ? { [onTheWeb ? 'aria-current' : 'aria-selected']: onTheWeb ? 'page' : true } : {}),
    ...(disabled ? { 'aria-disabled': true } : {}),
    ...(onTheWeb && level !== undefined ? { 'aria-level': level } : {}),
  };
}

/** For a view that scrolls and may hold nothing to press: on the web it is reached and scrolled with the keyboard. */
export const scrollable = onTheWeb ? { tabIndex: 0 } : {};

/** Makes a view something to press: by touch everywhere, on the web also with Enter and Space. */
export function pressable(onPress: () => void, { tabStop = true, ...description }: Partial<Pressable> = {}) {
  const accessibleProps = accessible({ role: 'button', ...description });
  const press = description.disabled ? ignorePress : onPress;
  if (!onTheWeb) return { ...accessibleProps, hoverClass: 'pressed', hoverStayTime: 100, onClick: press };
  return {
    ...accessibleProps,
    tabIndex: description.disabled || !tabStop ? -1 : 0,
    onClick: press,
    onKeyDown: (event: KeyPress) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      press();
    },
  };
}

function ignorePress() {}
