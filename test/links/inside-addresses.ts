/** Hosts of URLs that lead inside: as people and attackers write them. */

/** IPv4, each block of IANA's registry, in every notation that some parser takes. */
export const ipv4Hosts: readonly string[] = [
  // this machine
  '127.0.0.1', '127.0.0.1.', '127.1', '127.1.', '127.0.1', '127.00.00.01', '127.0.0.2', '127.127.127.127', '127.255.255.254', '127.65535', '127.16777215', '2130706433', '2130706433.',
  '0x7f000001', '0X7F000001', '0x7f.1', '0x7f.0.1', '0x7f.0.0.1', '0x7F.0x0.0x0.0x1', '0x0000007f.1', '127.0x0.0.1', '127.0.0.0x1', '127.0x1', '0x7f.0x1',
  '0177.0.0.1', '0177.0.0.01', '0177.1', '017700000001', '00000177.0.0.1', '0177.0x0.1', '0177.0.0x1', '127.000000000001', '0x7f.0.0.1.',
  // "this network", which Linux takes for this machine
  '0', '0.', '00', '0x0', '0x', '0.0', '0.1', '0.0.0.0', '0.0.0.0.', '0.1.2.3', '0x00000000', '00000000000', '0.255.255.255',
  // private
  '10.0.0.1', '10.1', '10.255.255.255', '012.0.0.1', '0xa.0.0.1', '167772161', '0x0a000001', '172.16.0.1', '172.16.1', '172.31.255.255', '0xac.0x10.1', '2886729729', '192.168.0.1', '192.168.257',
  '192.168.1.1.', '3232235777', '0xc0a80101', '0300.0250.1.1', '0300.0xa8.257',
  // link-local, metadata of clouds
  '169.254.169.254', '169.254.169.254.', '169.254.43518', '169.16689662', '2852039166', '0xa9fea9fe', '0xA9.0xFE.0xA9.0xFE', '0251.0376.0251.0376', '0251.254.0xa9.254', '025177524776', '169.254.0.23',
  '169.254.169.250', '169.254.170.2', '169.254.0.1', '168.63.129.16', '2822734096', '100.100.100.200', '0x646464c8', '192.0.0.192',
  // shared, reserved, for documents and measurements, multicast
  '100.64.0.1', '100.127.255.255', '1681915905', '192.0.0.1', '192.0.0.8', '192.0.0.9', '192.0.0.170', '192.0.2.1', '192.31.196.1', '192.52.193.1', '192.88.99.1', '192.175.48.1', '198.18.0.1',
  '198.19.255.255', '0xc6120001', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '0xe0000001', '240.0.0.1', '255.255.255.254', '255.255.255.255', '4294967295', '0xffffffff',
  '037777777777',
] // biome-ignore format: a list of words

/** IPv6, each block of IANA's registry, and IPv4 addresses in IPv6 clothes. */
export const ipv6Hosts: readonly string[] = [
  '[::1]', '[::0001]', '[0:0:0:0:0:0:0:1]', '[0000:0000:0000:0000:0000:0000:0000:0001]', '[0::1]', '[::0:1]', '[::]', '[0::0]', '[::0.0.0.0]', '[::0.0.0.1]',
  // mapped
  '[::ffff:127.0.0.1]', '[::FFFF:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[0::ffff:7f00:0001]', '[::ffff:0.0.0.0]', '[::ffff:0:0]', '[::ffff:10.0.0.1]',
  '[::ffff:192.168.1.1]', '[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]', '[::ffff:100.64.0.1]', '[::ffff:168.63.129.16]', '[::ffff:255.255.255.255]',
  // compatible, and translated the old way
  '[::127.0.0.1]', '[::7f00:1]', '[::10.0.0.1]', '[::8.8.8.8]', '[::ffff:0:127.0.0.1]', '[::ffff:0:7f00:1]', '[::ffff:0:8.8.8.8]',
  // NAT64, for all and for one network
  '[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b::10.0.0.1]', '[64:ff9b::c0a8:101]', '[64:ff9b:0:0:0:0:a9fe:a9fe]', '[64:ff9b::169.254.169.254]', '[64:ff9b::]', '[64:ff9b::a83f:8110]',
  '[64:ff9b::ffff:ffff]', '[0064:ff9b::6440:1]', '[64:ff9b:1::1]', '[64:ff9b:1::8.8.8.8]', '[64:ff9b:1:ffff::a00:1]', '[64:ff9b:1:a9fe:a9:fe00::]', '[64:ff9b:2::1]',
  // 6to4 and Teredo
  '[2002:7f00:1::]', '[2002:7f00:0001::1]', '[2002:a00:1::]', '[2002:a9fe:a9fe::]', '[2002:a9fe:a9fe::a9fe:a9fe]', '[2002:c0a8:101::1]', '[2002:ac10:1:1::1]', '[2002:6440:1::1]', '[2002::]',
  '[2002:e000:1::]', '[2002:ffff:ffff::]', '[2001::1]', '[2001:0:7f00:1::]', '[2001:0:808:808:8000:63bf:80ff:fffe]', '[2001:0000:4136:e378:8000:63bf:3fff:fdd2]',
  // the rest of the registry
  '[100::1]', '[100:0:0:1::1]', '[2001:1::1]', '[2001:2::1]', '[2001:3::1]', '[2001:4:112::1]', '[2001:5::1]', '[2001:10::1]', '[2001:20::1]', '[2001:30::1]', '[2001:1ff::1]', '[2001:db8::1]',
  '[2001:DB8:0:0:0:0:0:1]', '[2620:4f:8000::1]', '[3fff::1]', '[3fff:fff::1]', '[5f00::1]', '[fc00::1]', '[fd00::1]', '[fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]', '[fd00:ec2::254]',
  '[fd00:0ec2:0::0254]', '[fd20:ce::254]', '[fe80::1]', '[fe80::a9fe:a9fe]', '[febf::1]', '[fec0::1]', '[feff::1]', '[ff02::1]', '[ff05::2]', '[ff0e::1]', '[ffff::1]', '[1::1]', '[::2]', '[4000::1]', '[8000::1]', '[e000::1]',
] // biome-ignore format: a list of words

/** Not ASCII, or escaped: what the URL parser makes digits, dots and letters of. */
export const disguisedHosts: readonly string[] = [
  '①②⑦.⓪.⓪.①', '①②⑦。⓪。⓪。①', '１２７.０.０.１', '１２７．０．０．１', '127。0。0。1', '127．0．0．1', '127｡0｡0｡1', '127。0.0｡1', '１２７．１', '𝟏𝟐𝟕.𝟎.𝟎.𝟏', '𝟙𝟚𝟟.0.0.1', '𝟷𝟸𝟽.0.0.1', '¹²⁷.⁰.⁰.¹', '₁₂₇.0.0.1',
  '⑩.0.0.1', '⑩｡①', '①⑥⑨.②⑤④.①⑥⑨.②⑤④', '①⑥⑨。②⑤④。①⑥⑨。②⑤④', '１６９.２５４.１６９.２５４', '２１３０７０６４３３', '０ｘ７ｆ．１', '0ｘ7ｆ000001', '０１７７．１', '127.0\u00AD.0.1', '127.0.0\u200B.1', '12\u20607.0.0.1', '127.0.0.1\uFEFF', '1\uFE0F27.0.0.1',
  'ｌｏｃａｌｈｏｓｔ', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'ＬＯＣＡＬＨＯＳＴ', 'localhoſt', 'lo\u00ADcalhost', 'ₗocalhost', '𝓁𝑜𝒸𝒶𝓁𝒽𝑜𝓈𝓉', 'ant。localhost', 'ⓐⓝⓣ.localhost',
  '%31%32%37.0.0.1', '127%2e0%2e0%2e1', '127.0.0.%31', '%30x7f.1', '0%78%37f.1', '127.0.0.1%2E', '%6c%6f%63%61%6c%68%6f%73%74', 'loc%61lhost', 'localhost%2e', '%31%30.0.0.1', '%32130706433',
  '%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1', '%E2%91%A0%E2%91%A1%E2%91%A6.0.0.1', '127%E3%80%820%E3%80%820%E3%80%821', '127%EF%BC%8E1',
] // biome-ignore format: a list of words

/** Names that mean this machine or something near it; no public name server knows them. */
export const insideNames: readonly string[] = [
  'localhost', 'localhost.', 'LOCALHOST', 'LocalHost.', 'ant.localhost', 'ant.localhost.', 'a.b.c.LOCALHOST', 'ip6-localhost', 'ip6-loopback', 'localhost.localdomain', 'localhost6.localdomain6', 'broadcasthost',
  'metadata', 'metadata.', 'metadata.google.internal', 'metadata.google.internal.', 'METADATA.google.INTERNAL', 'instance-data', 'instance-data.ec2.internal', 'rancher-metadata', 'host.docker.internal',
  'gateway.docker.internal', 'kubernetes', 'consul', 'vault.corp', 'wiki.intranet', 'nas.lan', 'router.home', 'printer.home.arpa', 'tv.local', 'db.private', 'wpad', 'router',
] // biome-ignore format: a list of words

/** No URL, as the one parser that all of us use sees it: nothing is asked. */
export const impossibleHosts: readonly string[] = [
  '256.0.0.1', '127.0.0.256', '4294967296', '0x100000000', '040000000000', '127.0.0.1..', '127..0.1', '.127.0.0.1', '08.0.0.1', '0x7g.1', '127.16777216', '127.0.65536', '-127.0.0.1',
  '[::1', '::1', '[::127.1]', '[::ffff:127.0.0.256]', '[::ffff:0x7f.0.0.1]', '[fe80::1%25eth0]', '[fe80::1%eth0]', '[::1%25lo]', '[::1%00]', '[::1].', '[v1.::1]', '[0:0:0:0:0:0:0:0:1]', '[:::1]',
  'ant.example%40127.0.0.1', '127.0.0.1%00', '127.0.0.1%09', '127.0.0.1%2f', '127.0.0.1%5c', '127.0.0.1%20', '%', '%00', '127.0.0.1|', 'loc^alhost',
] // biome-ignore format: a list of words
