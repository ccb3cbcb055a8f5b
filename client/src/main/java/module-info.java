/// The client of Scrip for products in Java 17 and newer. It needs nothing but Java.
module scrip.client {
    requires transitive java.net.http;

    exports scrip.client;
}
