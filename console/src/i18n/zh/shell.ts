import type en from '../en/shell';

const zh: typeof en = {
  shell: { menu: '菜单', management: '管理平台', business: '业务平台' },
  menu: {
    overview: '概览',
    packs: '资源包',
    usage: '用量',
    licenses: '授权',
    renewals: '续费',
    orders: '订单',
    payments: '付款',
    services: '服务',
    notices: '通知',
    people: '成员',
    keys: 'API 密钥',
    signOn: '单点登录',
    audit: '审计日志',
    desk: '待办',
    organizations: '机构',
    catalogs: '目录',
  },
  standing: { GOOD: '一切正常', ATTENTION: '有待办事项', ARREARS: '已欠费', SUSPENDED: '已停用' },
  state: {
    PENDING: '未开始',
    ACTIVE: '使用中',
    EXHAUSTED: '已用完',
    ARREARS: '已欠费',
    SUSPENDED: '已停用',
    ENDED: '已结束',
    USED_UP: '已用完',
    EXPIRED: '已过期',
    VOIDED: '已作废',
  },
  ask: { cancel: '取消', close: '关闭', copy: '复制', copied: '已复制', once: '仅显示这一次，关闭前请先复制。' },
};

export default zh;
