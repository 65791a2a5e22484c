/** What a text control is given, whichever platform draws it. */
export interface TextControlProps {
  /** Read out as the control's name. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** `page`: an area for a text that is written for long. */
  kind?: 'line' | 'area' | 'page';
  /** Which keyboard opens; `password` also hides what is typed. */
  input?: 'text' | 'phone' | 'password';
  placeholder?: string | undefined;
  maxLength: number;
  /** Something is wrong with what was typed; the text that says what stands beside it. */
  invalid?: boolean;
  /** What the keyboard's confirm key does. */
  onConfirm?: (() => void) | undefined;
}
