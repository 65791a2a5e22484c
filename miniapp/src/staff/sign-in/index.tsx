import { useRef, useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { toCallError } from '../../platform/call-error';
import { pages, replaceWith } from '../../platform/navigation';
import { signInStaff } from '../../platform/session';
import { copy } from './copy';

/** As many characters as the server takes. */
const usernameMaxLength = 64;
const passwordMaxLength = 256;

function SignIn() {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);

  const signIn = async () => {
    if (underWay.current) return;
    if (username.trim() === '' || password === '') {
      setProblem(copy.missing);
      return;
    }
    underWay.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await signInStaff(username.trim(), password);
      replaceWith(pages.staffQueue());
    } catch (thrown) {
      setProblem(toCallError(thrown).message);
      setBusy(false);
      underWay.current = false;
    }
  };

  return (
    <Card>
      <Field label={copy.username} value={username} maxLength={usernameMaxLength} onChange={setUsername} />
      <Field
        label={copy.password}
        input="password"
        value={password}
        maxLength={passwordMaxLength}
        onChange={setPassword}
        onConfirm={signIn}
      />
      {problem !== null && <Notice tone="error" text={problem} />}
      <Button label={copy.signIn} busyLabel={busy ? copy.signingIn : undefined} onPress={signIn} />
    </Card>
  );
}

export default definePage({ title: copy.title }, SignIn);
