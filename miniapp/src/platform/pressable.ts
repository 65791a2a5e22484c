/** What assistive technology is told about something that is not plain text. */
interface Accessible {
  role: string;
  label?: string | undefined;
  checked?: boolean | undefined;
  /** Of a tab. */
  selected?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Of a heading. */
  level?: number;
}

interface KeyPress {
  key: string;
  preventDefault: () => void;
}

const onTheWeb = process.env.TARO_ENV === 'h5';

/** Role and name for a view. WeChat reads `aria-role` where the web reads `role`. */
export function accessible({ role, label, checked, selected, disabled, level }: Accessible) {
  return {
    [onTheWeb ? 'role' : 'aria-role']: role,
    ...(label === undefined ? {} : { 'aria-label': label }),
    ...(checked === undefined ? {} : { 'aria-checked': checked }),
    ...(selected === undefined ? {} : { 'aria-selected': selected }),
    ...(disabled ? { 'aria-disabled': true } : {}),
    ...(onTheWeb && level !== undefined ? { 'aria-level': level } : {}),
  };
}

/** Makes a view something to press: by touch everywhere, on the web also with Enter and Space. */
export function pressable(onPress: () => void, description: Partial<Accessible> = {}) {
  const accessibleProps = accessible({ role: 'button', ...description });
  const press = description.disabled ? ignorePress : onPress;
  if (!onTheWeb) return { ...accessibleProps, hoverClass: 'pressed', hoverStayTime: 100, onClick: press };
  return {
    ...accessibleProps,
    tabIndex: description.disabled ? -1 : 0,
    onClick: press,
    onKeyDown: (event: KeyPress) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      press();
    },
  };
}

/** On the web, calls back when Escape is pressed inside. */
export function onEscape(onClose: () => void) {
  if (!onTheWeb) return {};
  return {
    onKeyDown: (event: KeyPress) => {
      if (event.key === 'Escape') onClose();
    },
  };
}

function ignorePress() {}
