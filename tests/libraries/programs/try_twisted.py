"""A server of lines and its client on one reactor."""
from twisted.internet import defer, protocol, reactor, task
from twisted.protocols import basic


class Echo(basic.LineReceiver):
    def lineReceived(self, line):
        self.sendLine(line[::-1])


class Client(basic.LineReceiver):
    def connectionMade(self):
        self.sendLine(b"abc")

    def lineReceived(self, line):
        print(line)
        self.transport.loseConnection()
        reactor.callLater(0.3, reactor.stop)


port = reactor.listenTCP(0, protocol.Factory.forProtocol(Echo), interface="127.0.0.1")
reactor.connectTCP("127.0.0.1", port.getHost().port, protocol.ClientFactory.forProtocol(Client))


@defer.inlineCallbacks
def later():
    yield task.deferLater(reactor, 0.2, lambda: None)
    print("later")


later()
reactor.run()
print("end")
