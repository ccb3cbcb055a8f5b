import type en from '../en/prices';

const zh: typeof en = {
  prices: {
    title: '价格表',
    lead: '当前有效的全部价格，无需登录。',
    filter: '产品',
    all: '全部产品',
    item: '项目',
    plan: '方案',
    per: '计价方式',
    price: '价格',
    storage_one: '存储 {{count}} 年',
    storage_other: '存储 {{count}} 年',
    contact: '联系我们',
    example: '示例价格',
    exampleShort: '示例价格',
    exampleNote: '标有“示例价格”的价格，以供应商正式定价为准。',
    none: '暂无价格。',
  },
  plan: { 'by-quantity': '按数量', annual: '按年' },
  per: {
    SET_AND_MONTH: '每套每月',
    SET_AND_YEAR: '每套每年',
    UNIT: '每{{unit}}',
    UNIT_BY_STORAGE_YEARS: '每{{unit}}，按存储年限',
    UNIT_AND_YEAR: '每{{unit}}每年',
    SET: '一次性，每套',
  },
};

export default zh;
