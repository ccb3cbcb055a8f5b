import type en from '../en/orders';

const zh: typeof en = {
  orders: {
    lead: '全部订单及其已付与待付金额。',
    none: '没有订单。',
    at: '下单时间',
    reference: '参考号',
    state: '状态',
    lines: '明细',
    total: '合计',
    due: '待付',
  },
  order: {
    title: '订单 {{reference}}',
    DRAFT: '草稿',
    CONFIRMED: '待付款',
    unsigned: '待登记协议',
    PAID: '已付款',
    ACTIVE: '已开通',
    CANCELLED: '已取消',
    EXPIRED: '已过期',
    cancel: '取消订单',
    recalled: '银行已收回该订单的付款。',
    breached: '未在 24 小时内开通。',
  },
  cancelOrder: {
    title: '取消订单 {{reference}}？',
    text: '取消后不能再付款；如仍需要，可按当日价格重新下单。',
  },
};

export default zh;
