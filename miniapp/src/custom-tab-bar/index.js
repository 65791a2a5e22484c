// Stands where WeChat looks for a tab bar. The pages draw it themselves: see components/tab-bar.
Component({});
