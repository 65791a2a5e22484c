import { View } from '@tarojs/components';
import { useUnread } from '../../messages/unread';
import { open } from '../../platform/navigation';
import { accessible, pressable } from '../../platform/pressable';
import { type TabPage, tabs } from '../../tabs';
import { copy } from '../copy';
import { Icon } from '../icon';
import './index.scss';

/** The ways to the main pages, at the foot of each of them. */
export function TabBar({ current }: { current: TabPage }) {
  const unread = useUnread();
  return (
    <View className="tab-bar" {...accessible({ role: 'navigation', label: copy.tabBar })}>
      <View className="tab-bar-items">
        {tabs.map(({ page, label, icon }) => (
          <View
            key={page}
            className={`tab-bar-item${page === current ? ' tab-bar-current' : ''}`}
            {...pressable(() => goTo(page, current), {
              role: 'link',
              current: page === current,
              ...(page === inboxTab && unread > 0 && { label: copy.unreadTab(label, unread) }),
            })}
          >
            <View className="tab-bar-icon">
              <Icon name={icon} />
              {page === inboxTab && unread > 0 && <View className="tab-bar-unread" />}
            </View>
            <View>{label}</View>
          </View>
        ))}
      </View>
    </View>
  );
}

/** The tab behind which the messages are. */
const inboxTab: TabPage = 'pages/me/index';

function goTo(page: TabPage, current: TabPage): void {
  if (page !== current) open(`/${page}`);
}
