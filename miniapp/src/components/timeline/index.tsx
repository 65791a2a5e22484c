import { View } from '@tarojs/components';
import { accessible } from '../../platform/pressable';
import './index.scss';

export interface TimelineEntry {
  key: string;
  title: string;
  /** When, as people say it. */
  time: string;
  text?: string | null;
}

/** What has happened, oldest first; the last entry is where things stand now. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <View className="timeline" {...accessible({ role: 'list', label })}>
      {entries.map((entry, index) => (
        <View
          key={entry.key}
          className={`timeline-entry${index === entries.length - 1 ? ' timeline-now' : ''}`}
          {...accessible({ role: 'listitem' })}
        >
          <View className="timeline-title">{entry.title}</View>
          <View className="timeline-time">{entry.time}</View>
          {entry.text ? <View className="timeline-text">{entry.text}</View> : null}
        </View>
      ))}
    </View>
  );
}
