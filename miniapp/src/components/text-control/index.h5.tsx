import type { TextControlProps } from './props';
import './index.scss';

/** The browser's own controls: named for screen readers, and at ease with Chinese input methods. */
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
  const shared = {
    className: `text-control text-control-${kind}${invalid ? ' text-control-invalid' : ''}`,
    'aria-label': label,
    'aria-invalid': invalid,
    value,
    placeholder,
    maxLength,
  };
  if (kind !== 'line') {
    return <textarea {...shared} onChange={(event) => onChange(event.target.value)} />;
  }
  return (
    <input
      {...shared}
      type={input === 'phone' ? 'tel' : input}
      autoComplete={input === 'password' ? 'current-password' : 'off'}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onConfirm?.();
      }}
    />
  );
}
