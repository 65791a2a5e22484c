import { Button, type ButtonProps } from '@tarojs/components';
import { Notice } from '../components/notice';
import { call } from '../platform/api';
import { useAction } from '../platform/use-action';
import { copy } from './copy';
import './index.scss';

/**
 * WeChat's own button for the number of the phone's owner, who is asked by WeChat itself. The number lands in the field
 * beside it, where it can be changed. Whoever says no there types it.
 */
export function PhoneButton({ onNumber }: { onNumber: (phone: string) => void }) {
  const { busy, error, start } = useAction(async (code: string) => {
    const { phone } = await call('takePhoneNumber', { body: { code } });
    onNumber(phone);
  });
  const taken: ButtonProps['onGetPhoneNumber'] = ({ detail }) => {
    if (detail.code) void start(detail.code);
  };
  return (
    <>
      <Button
        className="button button-secondary phone-button"
        openType="getPhoneNumber"
        hoverClass="pressed"
        disabled={busy}
        onGetPhoneNumber={taken}
      >
        {busy ? copy.takingPhone : copy.takePhone}
      </Button>
      {error && <Notice tone="error" text={error.message} />}
    </>
  );
}
