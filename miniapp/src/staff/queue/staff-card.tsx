import { roleLabels } from '@linli/shared/roles.ts';
import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { pages, replaceWith } from '../../platform/navigation';
import { pressable } from '../../platform/pressable';
import { signOutStaff } from '../../platform/session';
import { leaving, useAction } from '../../platform/use-action';
import type { StaffPerson } from '../use-staff';
import { copy } from './copy';

/** Who is signed in here, and the way out. */
export function StaffCard({ person }: { person: StaffPerson }) {
  const { start: signOut } = useAction(async () => {
    await signOutStaff();
    replaceWith(pages.staffSignIn());
    return leaving;
  });

  return (
    <Card tone="brand">
      <View className="staff-card">
        <View className="staff-words">
          <View className="staff-name">{person.name}</View>
          <View className="staff-post">
            {person.department.name} · {person.roles.map((role) => roleLabels[role]).join('、')}
          </View>
        </View>
        <View className="staff-sign-out" {...pressable(signOut, { label: copy.signOut })}>
          {copy.signOut}
        </View>
      </View>
    </Card>
  );
}
