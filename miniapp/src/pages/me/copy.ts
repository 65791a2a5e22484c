export const copy = {
  title: '我的',
  elder: '大字版',
  elderNote: '字更大，按钮更大',
  colours: '颜色',
  coloursAsPhone: '跟随手机',
  coloursLight: '浅色',
  coloursDark: '深色，晚上看不刺眼',
  more: '更多',
  staff: '工作人员入口',
  staffNote: '办理评价工单',
};
