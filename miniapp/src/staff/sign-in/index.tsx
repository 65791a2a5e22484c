import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { pages, replaceWith } from '../../platform/navigation';
import { signInStaff } from '../../platform/session';
import { leaving, useAction } from '../../platform/use-action';
import { copy } from './copy';

/** As many characters as the server takes. */
const usernameMaxLength = 64;
const passwordMaxLength = 256;

function SignIn() {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const missing = username.trim() === '' || password === '';
  const { busy, error, start } = useAction(async () => {
    await signInStaff(username.trim(), password);
    replaceWith(pages.staffQueue());
    return leaving;
  });

  const signIn = () => {
    setChecked(true);
    if (!missing) void start();
  };
  const problem = checked && missing ? copy.missing : error?.message;

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
      {problem !== undefined && <Notice tone="error" text={problem} />}
      <Button label={copy.signIn} busyLabel={busy ? copy.signingIn : undefined} onPress={signIn} />
    </Card>
  );
}

export default definePage({ title: copy.title }, SignIn);
