const attributes = {
  'aria-role': '',
  'aria-label': '',
  'aria-checked': '',
  'aria-disabled': '',
  'aria-selected': '',
  'aria-hidden': '',
  'aria-live': '',
  'aria-modal': '',
};

const labelOnly = { 'aria-label': '' };

/** The accessibility attributes that our components set in the mini-program, by Taro component. */
export const ariaComponents = {
  View: attributes,
  Input: labelOnly,
  Textarea: labelOnly,
};
