import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n';

const THEME = {
  token: {
    colorPrimary: '#0b5c63',
    colorLink: '#0b5c63',
    colorText: '#17252b',
    colorTextPlaceholder: '#5b6a72',
    colorBorder: '#8b9aa1',
    borderRadius: 8,
    fontFamily: 'inherit',
    controlHeight: 38,
  },
};

/** The components in the house's colours and the language that is shown. */
export function Antd({ children }: { children: ReactNode }) {
  const language = useLanguage();
  return (
    <ConfigProvider theme={THEME} locale={language === 'zh' ? zhCN : enGB}>
      {children}
    </ConfigProvider>
  );
}
