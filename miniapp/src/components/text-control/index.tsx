import { Input, Textarea } from '@tarojs/components';
import type { TextControlProps } from './props';
import './index.scss';

/** Distance kept between the text and the keyboard, in px. */
const aboveKeyboard = 80;

/** WeChat's own input controls. `index.h5.tsx` has the web's. */
export function TextControl({
  label,
  value,
  onChange,
  kind = 'line',
  input = 'text',
  placeholder,
  maxLength,
  invalid = false,
  onConfirm,
}: TextControlProps) {
  const className = `text-control text-control-${kind}${invalid ? ' text-control-invalid' : ''}`;
  if (kind !== 'line') {
    return (
      <Textarea
        className={className}
        aria-label={label}
        value={value}
        maxlength={maxLength}
        {...(placeholder ? { placeholder } : {})}
        placeholderClass="text-control-placeholder"
        cursorSpacing={aboveKeyboard}
        disableDefaultPadding
        onInput={(event) => onChange(event.detail.value)}
      />
    );
  }
  return (
    <Input
      className={className}
      aria-label={label}
      value={value}
      type={input === 'phone' ? 'number' : 'text'}
      password={input === 'password'}
      maxlength={maxLength}
      {...(placeholder ? { placeholder } : {})}
      placeholderClass="text-control-placeholder"
      cursorSpacing={aboveKeyboard}
      onInput={(event) => onChange(event.detail.value)}
      onConfirm={() => onConfirm?.()}
    />
  );
}
